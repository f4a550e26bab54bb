declare module 'virtual:vocabulary/*' {
  export const words: import('./words/vocabulary.ts').Words
}
declare module '*.po?first?lingui' {
  export const messages: import('@lingui/core').Messages
}
declare module '*.po?later?lingui' {
  export const messages: import('@lingui/core').Messages
}
declare module 'virtual:sentences/*' {
  export const sentences: import('./words/vocabulary.ts').Sentences
}
