using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Cel;
using Slipway.Cel.Types;
using Slipway.Kubernetes.Schemas;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>What may be a match condition of a webhook or a policy.</summary>
internal static class MatchConditionChecks
{
    private const int MaxConditions = 64;

    /// <summary>Adds what is wrong with the conditions of a webhook or a policy.</summary>
    public static void Check(JsonObject owner, string path, CelEnvironment environment, List<FieldError> errors)
    {
        var conditions = owner.List("matchConditions")?.OfType<JsonObject>().ToList() ?? [];
        path += ".matchConditions";
        if (conditions.Count > MaxConditions)
        {
            errors.Add(FieldError.TooMany(path, conditions.Count, MaxConditions));
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < conditions.Count; i++)
        {
            var (expression, name) = (conditions[i].Text("expression").Trim(), conditions[i].Text("name"));
            if (expression.Length == 0)
            {
                errors.Add(FieldError.Required($"{path}[{i}].expression"));
            }
            else
            {
                ExpressionChecks.Check(environment, expression, expression, $"{path}[{i}].expression", errors, CelType.Bool);
            }

            if (name.Length == 0)
            {
                errors.Add(FieldError.Required($"{path}[{i}].name"));
            }
            else if (LabelSyntax.KeyError(name) is { } wrong)
            {
                errors.Add(FieldError.Invalid($"{path}[{i}].name", name, wrong));
            }
            else if (!names.Add(name))
            {
                errors.Add(FieldError.Duplicate($"{path}[{i}].name", name));
            }
        }
    }
}
