const BRANCHES = /\{\{ if [^}]*\}\}(.*?)\{\{ else \}\}(.*?)\{\{ end \}\}/;

/** What a template of an annotation may become, with either branch of its conditions. */
export const branches = (template) => {
  const found = BRANCHES.exec(template);
  return found ? found.slice(1).flatMap((branch) => branches(template.replace(BRANCHES, () => branch))) : [template];
};
