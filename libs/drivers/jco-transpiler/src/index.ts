export { nodeEvaluator, type GlueEvaluator } from './glue-evaluator.ts';
export { jcoTranspiler, type JcoTranspiler, type JcoTranspileRequest, type JcoTranspiled } from './jco-transpiler.ts';
