/**
 * Towns of birth most met on papers of both countries: Arabic spellings, then French, Dutch, English and local ones.
 * Written for this project from general knowledge. CC0. No country is said (R37).
 */
export const placeRows = `
الدار البيضاء|كازابلانكا|البيضاء	Casablanca|Dar El Beida|Ad Dar al Bayda
الرباط	Rabat|Ar-Ribat
سلا	Salé|Sale|Sla
فاس	Fès|Fes|Fez
مكناس	Meknès|Meknes|Miknas
مراكش	Marrakech|Marrakesh|Marrakesch|Murrakush
طنجة	Tanger|Tangier|Tanja|Tandja|Tangiers
تطوان	Tétouan|Tetouan|Tetuan|Titwan
وجدة	Oujda|Oudjda|Wajda
الناظور|الناضور	Nador|Nadour|An-Nadur
الحسيمة	Al Hoceima|Al Hoceïma|Alhucemas|El Hoceima|Hoceima
بركان	Berkane|Berkan
تازة	Taza|Tazza
أكادير|اكادير	Agadir
الجديدة	El Jadida|Al Jadida|Mazagan
أسفي|آسفي	Safi|Asfi
القنيطرة	Kénitra|Kenitra|Quneitra
خريبكة	Khouribga|Khuribga
بني ملال	Béni Mellal|Beni Mellal
سطات	Settat
برشيد	Berrechid
المحمدية	Mohammedia|Mohammédia
خنيفرة	Khénifra|Khenifra
ورزازات	Ouarzazate|Warzazat
الراشيدية|الرشيدية	Errachidia|Er Rachidia|Rachidia
زاكورة	Zagora
تارودانت	Taroudant|Taroudannt
تيزنيت	Tiznit
كلميم	Guelmim|Goulimine|Gulmim
العيون	Laâyoune|Laayoune|El Aaiún|El Ayoun|Al Aioun
الداخلة	Dakhla|Ad Dakhla
الصويرة	Essaouira|Mogador|As-Sawira
العرائش	Larache|Laraich
القصر الكبير	Ksar El Kebir|Al Ksar al Kabir|Ksar el-Kébir
شفشاون	Chefchaouen|Chaouen|Xauen
وزان	Ouazzane|Ouezzane|Wazzan
صفرو	Sefrou
إفران	Ifrane
تاونات	Taounate
جرسيف	Guercif|Gercif
الدريوش	Driouch|Drioueche
ميضار	Midar
زايو	Zaio
العروي	Al Aroui|Al Aaroui|Laroui
ازغنغان	Segangan|Zeghanghane
فكيك	Figuig
بوعرفة	Bouarfa
جرادة	Jerada
تاوريرت	Taourirt
ميدلت	Midelt
أزرو	Azrou
قلعة السراغنة	Kelaa des Sraghna|El Kelaa
بن جرير	Benguerir|Ben Guerir
الفقيه بن صالح	Fquih Ben Salah
سيدي قاسم	Sidi Kacem
سيدي سليمان	Sidi Slimane
تمارة	Témara|Temara
الخميسات	Khémisset|Khemisset
سبتة	Ceuta|Sebta
مليلية	Melilla|Mlilya
بروكسيل|بروكسل	Bruxelles|Brussel|Brussels|Brüssel
أنفرس|انتويرب|أنتويربن	Anvers|Antwerpen|Antwerp
لييج|لياج	Liège|Liege|Luik|Lüttich
غنت|خنت|جنت	Gand|Gent|Ghent
بروج|بروخه	Bruges|Brugge
نامور	Namur|Namen
شارلروا	Charleroi
مونس	Mons|Bergen
لوفان	Louvain|Leuven
ميخلين|مالين	Malines|Mechelen
مولنبيك	Molenbeek|Molenbeek-Saint-Jean|Sint-Jans-Molenbeek
سكاربيك|شاربيك	Schaerbeek|Schaarbeek
أندرلخت	Anderlecht
فيرفييه	Verviers
تورناي	Tournai|Doornik
كورتري	Courtrai|Kortrijk
هاسلت	Hasselt
خنك|جينك	Genk
فيلفورد	Vilvorde|Vilvoorde
إيكسيل	Ixelles|Elsene
فورست	Forest|Vorst
لاهاي	La Haye|Den Haag|The Hague
أمستردام	Amsterdam
روتردام	Rotterdam
أوتريخت	Utrecht
باريس	Paris|Parijs
مارسيليا|مرسيليا	Marseille
ليون	Lyon
ليل	Lille|Rijsel
مدريد	Madrid
برشلونة	Barcelone|Barcelona
الجزائر	Alger|Algiers
وهران	Oran|Wahran
تلمسان	Tlemcen
تونس	Tunis
القاهرة	Le Caire|Cairo|Al Qahira
إسطنبول	Istanbul|Istamboul
`
