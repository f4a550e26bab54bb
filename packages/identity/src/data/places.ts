/**
 * Towns of birth most met on papers of both countries: Arabic spellings, then French, Dutch, English and local ones.
 * Written for this project from general knowledge. CC0. No country is said (R37).
 */
export const placeRows = `
الدار البيضاء|كازابلانكا|البيضاء	Casablanca|Dar El Beida|Dar Beida|Ad Dar al Bayda|Casa
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
فيرفييه|فيرفيي	Verviers
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
بني انصار|بني أنصار	Beni Ensar|Beni Nsar|Bni Ansar|Bni Nsar
زغنغان	Zeghanghane
بن الطيب	Ben Taieb|Ben Tieb|Bentaieb
بني بوعياش	Beni Bouayach|Bni Bouayach|Beni Bou Ayach
إمزورن|امزورن	Imzouren|Imzourène
تاركيست|تارجيست	Targuist|Targist
سلوان	Selouane|Selwane
أزغنغان	Azghanghane
تيزي وسلي	Tizi Ouasli|Tizi Ousli
أكنول	Aknoul
عين بني مطهر	Ain Beni Mathar|Aïn Béni Mathar
عين تاوجطات	Ain Taoujdate|Aïn Taoujdate
سوق الأربعاء|سوق الاربعاء الغرب	Souk El Arbaa|Souk Larbaa|Souk El Arba du Gharb
سوق السبت	Souk Sebt|Souk Essebt
مولاي إدريس زرهون|مولاي ادريس	Moulay Driss Zerhoun|Moulay Idriss|Moulay Idriss Zerhoun
مولاي بوسلهام	Moulay Bousselham
سيدي بنور	Sidi Bennour|Sidi Benour
سيدي إفني|سيدي افني	Sidi Ifni
سيدي يحيى الغرب	Sidi Yahia El Gharb|Sidi Yahya du Gharb
أولاد تايمة	Oulad Teima|Ouled Teima
أيت ملول|ايت ملول	Ait Melloul|Aït Melloul
بولمان	Boulemane
أزيلال	Azilal
تنغير	Tinghir|Tinerhir
طانطان	Tan-Tan|Tantan
أصيلة	Asilah|Assilah|Arzila
الفنيدق	Fnideq|Castillejos
المضيق	Mdiq|M'diq|Rincon
سيدي علال البحراوي	Sidi Allal El Bahraoui
سانت نيكلاس	Saint-Nicolas|Sint-Niklaas
سانت خيليس|سان جيل	Saint-Gilles|Sint-Gillis
سان جوس	Saint-Josse-ten-Noode|Saint-Josse|Sint-Joost-ten-Node
كوكلبيرغ	Koekelberg
جيت	Jette
لاكن	Laeken|Laken
إيفير	Evere
أوكل	Uccle|Ukkel
سينت ترويدن	Saint-Trond|Sint-Truiden
تونغرن	Tongres|Tongeren
تورنهوت	Turnhout
ليير	Lierre|Lier
ألست	Alost|Aalst
دندرموند	Termonde|Dendermonde
لوكرن	Lokeren
رونسه	Renaix|Ronse
أودنارد	Audenarde|Oudenaarde
أوستند	Ostende|Oostende|Ostend
روسلار	Roulers|Roeselare
إيبر	Ypres|Ieper
هال	Hal|Halle
تينن	Tirlemont|Tienen
ديست	Diest
نيفيل	Nivelles|Nijvel
وافر	Wavre|Waver
سوران|سيران	Seraing
هوي	Huy|Hoei
موسكرون	Mouscron|Moeskroen
لا لوفيير	La Louvière
آخن	Aix-la-Chapelle|Aken|Aachen
ماستريخت	Maastricht|Maestricht
كولونيا|كولن	Cologne|Keulen|Köln
لندن	Londres|Londen|London
روما	Rome|Roma
`
