using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>Fields that take one of a few values.</summary>
internal static class Choices
{
    public static readonly string[] FailurePolicies = ["Fail", "Ignore"];
    public static readonly string[] MatchPolicies = ["Equivalent", "Exact"];
    public static readonly string[] ReinvocationPolicies = ["IfNeeded", "Never"];

    /// <summary>Adds an error when a field that is there has another value.</summary>
    public static void Check(JsonObject owner, string path, string field, string[] choices, List<FieldError> errors)
    {
        if (owner[field] is { } value && !choices.Contains(owner.Text(field)))
        {
            errors.Add(FieldError.NotSupported($"{path}.{field}", value.DeepClone(), choices));
        }
    }
}
