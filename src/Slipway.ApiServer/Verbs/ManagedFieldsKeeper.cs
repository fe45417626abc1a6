using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.Kubernetes.Apply;

namespace Slipway.ApiServer.Verbs;

/// <summary>Keeps <c>metadata.managedFields</c>, and merges what managers apply.</summary>
internal sealed class ManagedFieldsKeeper(EngineCore core)
{
    private static readonly FieldSet Status = FieldSet.OfFields("status");
    private static readonly FieldSet Spec = FieldSet.OfFields("spec");

    /// <summary>Gives the fields that differ between the two objects to the scope's manager.</summary>
    /// <param name="scope">The request.</param>
    /// <param name="live">The object as it is; null for a creation.</param>
    /// <param name="next">The object as it would become; changed in place.</param>
    public void Update(WriteScope scope, JsonObject? live, JsonObject next)
    {
        if (scope.Resource.FieldManager is { } manager)
        {
            manager.Update(live, next, WriteOf(scope));
            if (live is null && !scope.Resource.IsCustom)
            {
                TypedOwnership.ForgetGivenParents(next, scope.Resource.Schema!);
            }

            if (scope.Subresource == "scale")
            {
                ForgetTime(next, scope.Manager);
            }
        }
    }

    /// <summary>What the object becomes when the scope's manager applies a configuration.</summary>
    /// <param name="scope">The request.</param>
    /// <param name="live">The object as it is; null when it is to be created.</param>
    /// <param name="applied">The configuration.</param>
    /// <param name="force">Whether to take over fields that others own.</param>
    public JsonObject Apply(WriteScope scope, JsonObject? live, JsonObject applied, bool force)
    {
        applied.Map("metadata")?.Remove("managedFields");
        try
        {
            var manager = scope.Resource.FieldManager ?? throw ApiErrors.MethodNotAllowed();
            var result = manager.Apply(live, applied, WriteOf(scope), force);
            return result.Object ?? throw ApiErrors.ApplyConflict(result);
        }
        catch (TypedObjectException e)
        {
            throw ApiErrors.Unclassified(e.Message);
        }
    }

    // kube-apiserver writes the entries of the scale subresource without a time.
    private static void ForgetTime(JsonObject obj, string manager)
    {
        foreach (var entry in obj.Map("metadata")?.List("managedFields")?.OfType<JsonObject>() ?? [])
        {
            if (entry.Text("subresource") == "scale" && entry.Text("manager") == manager)
            {
                entry.Remove("time");
            }
        }
    }

    private FieldWrite WriteOf(WriteScope scope) => new(scope.Manager, scope.ApiVersion, core.Time.GetUtcNow())
    {
        Subresource = scope.Subresource,
        Excluded = scope.Subresource switch
        {
            "" when scope.Resource.HasStatus => Status,
            "status" => Spec,
            _ => FieldSet.Empty,
        },
    };
}
