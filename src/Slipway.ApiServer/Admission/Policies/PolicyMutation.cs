using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Expressions;
using Slipway.ApiServer.Decoding;
using Slipway.Cel;
using Slipway.Cel.Types;

namespace Slipway.ApiServer.Admission.Policies;

/// <summary>One change that a policy makes.</summary>
/// <param name="IsJsonPatch">Whether the expression makes a JSON patch; else it makes a configuration that is applied.</param>
/// <param name="Expression">What makes it.</param>
internal sealed record PolicyMutation(bool IsJsonPatch, AdmissionExpression Expression)
{
    /// <summary>The type of a JSON patch.</summary>
    public static readonly CelType JsonPatch = CelType.List(PatchTypes.Operation);

    /// <summary>Reads and compiles a change.</summary>
    /// <param name="mutation">The change.</param>
    /// <param name="environment">What it may name.</param>
    public static PolicyMutation Read(JsonObject mutation, CelEnvironment environment)
    {
        var isPatch = mutation.Text("patchType") == "JSONPatch";
        var text = mutation.Map(isPatch ? "jsonPatch" : "applyConfiguration")?.Text("expression") ?? "";
        return new PolicyMutation(isPatch, AdmissionExpression.Compile(environment, text, isPatch ? JsonPatch : PatchTypes.Object));
    }
}
