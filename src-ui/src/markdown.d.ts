declare module "*.md" {
  const tree: import("hast").Root;
  export default tree;
}
