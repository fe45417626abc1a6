using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission;
using Slipway.ApiServer.Admission.Policies;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Client;

namespace Slipway.ApiServer.Controllers.Housekeeping;

/// <summary>
/// Tells in the status of a ValidatingAdmissionPolicy what is doubtful about its expressions, as kube-controller-manager's
/// validatingadmissionpolicy-status controller does.
/// </summary>
internal sealed class PolicyStatuses(ApiServerEngine engine)
{
    private const string Manager = "validatingadmissionpolicy-status";

    /// <summary>Checks a policy whose spec has changed since it was checked last.</summary>
    public async ValueTask CheckAsync(StoreKey key, CancellationToken cancellationToken)
    {
        if (engine.Core.Store.Get(key) is not { } stored)
        {
            return;
        }

        var policy = (JsonObject)JsonTreeReader.Read(stored.Json.Span)!;
        var generation = policy.Map("metadata")!.Integer("generation") ?? 0;
        if (policy.Map("status")?.Integer("observedGeneration") == generation)
        {
            return;
        }

        var checking = new JsonObject();
        var warnings = PolicyTypeCheck.Check(policy.Map("spec") ?? [], engine.Core.Registry);
        if (warnings.Count > 0)
        {
            checking["expressionWarnings"] = new JsonArray(
                [.. warnings.Select(w => new JsonObject { ["fieldRef"] = w.Field, ["warning"] = w.Warning })]);
        }

        await engine.PatchAsync(RequestFor(key.Name, generation, checking), cancellationToken);
    }

    private static PatchRequest RequestFor(string name, long generation, JsonObject checking) => new()
    {
        Resource = new ResourceReference(AdmissionRegistrations.ApiGroup, "v1", "validatingadmissionpolicies", "status"),
        Name = name,
        PatchType = PatchType.Apply,
        FieldManager = Manager,
        Force = true,
        Body = RequestBody.FromNode(new JsonObject
        {
            ["apiVersion"] = $"{AdmissionRegistrations.ApiGroup}/v1",
            ["kind"] = "ValidatingAdmissionPolicy",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["status"] = new JsonObject { ["observedGeneration"] = generation, ["typeChecking"] = checking },
        }),
    };
}
