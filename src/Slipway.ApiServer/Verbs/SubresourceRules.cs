using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Verbs;

/// <summary>Which part of an object a write to it, or to one of its subresources, may change.</summary>
internal static class SubresourceRules
{
    /// <summary>Undoes what the write may not change.</summary>
    public static void Restrict(JsonObject next, JsonObject old, WriteScope scope)
    {
        switch (scope.Subresource)
        {
            case "":
            case "scale":
                if (scope.Resource.HasStatus)
                {
                    next.RestoreFrom("status", old);
                }

                scope.Resource.Rules.PrepareUpdate(next, old);
                break;
            case "status":
                KeepAllBut(next, old, "status");
                if (ResetFields.StatusKeepsMetadata(scope.Resource))
                {
                    KeepMetadata(next, old);
                }

                scope.Resource.Rules.PrepareSubresourceUpdate(scope.Subresource, next, old);
                break;
            case "finalize":
                var finalizers = next.Map("spec")?["finalizers"]?.DeepClone();
                KeepAllBut(next, old, "");
                next.Ensure("spec").Remove("finalizers");
                if (finalizers is JsonArray { Count: > 0 })
                {
                    next.Map("spec")!["finalizers"] = finalizers;
                }

                break;
            case "approval":
                KeepAllBut(next, old, "status");
                scope.Resource.Rules.PrepareSubresourceUpdate(scope.Subresource, next, old);
                break;
            case "ephemeralcontainers" or "resize":
                KeepAllBut(next, old, "spec");
                KeepMetadata(next, old);
                scope.Resource.Rules.PrepareSubresourceUpdate(scope.Subresource, next, old);
                break;
            default:
                break;
        }
    }

    private static void KeepAllBut(JsonObject next, JsonObject old, string changed)
    {
        foreach (var name in next.Select(p => p.Key).Concat(old.Select(p => p.Key)).Distinct(StringComparer.Ordinal).ToArray())
        {
            if (name != changed && name is not ("metadata" or "kind" or "apiVersion"))
            {
                next.RestoreFrom(name, old);
            }
        }
    }

    // What has no metadata of its own, such as a custom resource's status; the version and the managers are about the write.
    private static void KeepMetadata(JsonObject next, JsonObject old)
    {
        var given = next.Map("metadata")!;
        var kept = old.Map("metadata")!;
        foreach (var name in given.Select(p => p.Key).Concat(kept.Select(p => p.Key)).Distinct(StringComparer.Ordinal).ToArray())
        {
            if (name is not ("resourceVersion" or "managedFields"))
            {
                given.RestoreFrom(name, kept);
            }
        }
    }
}
