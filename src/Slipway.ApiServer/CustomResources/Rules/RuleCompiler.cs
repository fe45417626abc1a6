using Slipway.ApiServer.CustomResources.Definitions;
using Slipway.Cel;
using Slipway.Cel.Costs;
using Slipway.Cel.Kubernetes;
using Slipway.Cel.Types;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources.Rules;

/// <summary>Compiles the rules at one place of a schema.</summary>
internal sealed class RuleCompiler
{
    public const string Self = "self";
    public const string OldSelf = "oldSelf";

    // Not a name to be used in rules; kube-apiserver makes up another one each time.
    private const string SelfType = "selfType0";

    private readonly Schema _schema;
    private readonly RuleType _type;
    private readonly CelEnvironment _environment;
    private readonly CelEnvironment _optionalEnvironment;
    private readonly ICelCostEstimator _sizes;

    private RuleCompiler(Schema schema, RuleType type, RuleTypes types)
    {
        (_schema, _type, _sizes) = (schema, type, KubernetesCel.Estimator(new RuleSizes(type)));
        var environment = (KubernetesCel.Environment with { Types = types }).With(new CelVariable(Self, type.Type));
        _environment = environment.With(new CelVariable(OldSelf, type.Type));
        _optionalEnvironment = environment.With(new CelVariable(OldSelf, CelType.Optional(type.Type)));
    }

    /// <summary>How often values of the schema can be in one request, where nothing else limits them.</summary>
    public ulong Most => (ulong)(3 * 1024 * 1024 / (_type.MinSize + 1));

    /// <summary>A compiler; null where expressions cannot see the schema's values.</summary>
    public static RuleCompiler? For(Schema schema, bool isResource)
    {
        var types = new RuleTypes();
        return RuleType.Of(schema, isResource, types, SelfType) is { } type ? new RuleCompiler(schema, type, types) : null;
    }

    /// <summary>Compiles a rule.</summary>
    public CompiledRule Compile(SchemaValidationRule rule)
    {
        var compiled = new CompiledRule(rule);
        if (rule.Rule.AsSpan().Trim().IsEmpty)
        {
            return compiled;
        }

        var environment = rule.OptionalOldSelf ? _optionalEnvironment : _environment;
        var compilation = environment.Compile(rule.Rule);
        if (!compilation.Succeeded)
        {
            return compiled with { Error = compilation.FailureText };
        }

        var program = compilation.Program;
        if (!program.ResultType.Equals(CelType.Bool))
        {
            return compiled with { Error = "cel expression must evaluate to a bool" };
        }

        compiled = compiled with { Program = program, UsesOldSelf = program.Variables.Contains(OldSelf) };
        if (rule.MessageExpression.Length > 0)
        {
            var message = environment.Compile(rule.MessageExpression);
            if (!message.Succeeded)
            {
                return compiled with { MessageError = message.MessageFailureText };
            }

            if (!message.Program.ResultType.Equals(CelType.String))
            {
                return compiled with { MessageError = "messageExpression must evaluate to a string" };
            }

            compiled = compiled with { Message = message.Program };
        }

        return rule.FieldPath.Length == 0 ? compiled : compiled with { FieldPath = SchemaPath.Resolve(rule.FieldPath, _schema).Text };
    }

    /// <summary>The most that an evaluation can cost.</summary>
    public ulong Estimate(CelProgram program) => program.EstimateCost(_sizes).Max;
}
