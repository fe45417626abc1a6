using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Kinds.Admission;

/// <summary>MutatingAdmissionPolicies and their bindings: they are kept with their defaults, and not applied.</summary>
/// <param name="isBinding">Which of the two.</param>
internal sealed class MutatingPolicyRules(bool isBinding) : KindRules
{
    public override bool HasGeneration => true;

    public override void Default(JsonObject obj)
    {
        var spec = obj.Ensure("spec");
        if (isBinding)
        {
            MatchResourcesRules.Default(spec.Map("matchResources"));
            return;
        }

        spec.Default("failurePolicy", "Fail");
        spec.Default("reinvocationPolicy", "Never");
        MatchResourcesRules.Default(spec.Map("matchConstraints"));
    }
}
