/** Dictionaries of OpenCC: pairs of characters, `from to` joined with `|`. */
declare module "opencc-js/dict/*" {
  const pairs: string;
  export default pairs;
}
