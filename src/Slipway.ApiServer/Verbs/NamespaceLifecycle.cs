using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Verbs;

/// <summary>
/// Nothing is created in a namespace that is not there or on its way out; some namespaces stay (kube-apiserver's NamespaceLifecycle).
/// </summary>
internal static class NamespaceLifecycle
{
    /// <summary>Refuses a creation in a namespace that does not take it.</summary>
    public static void CheckCreate(EngineCore core, WriteScope scope, string name)
    {
        if (!scope.Resource.Namespaced)
        {
            return;
        }

        var ns = scope.Key.Namespace;
        var stored = core.Store.GetLatest(new StoreKey("namespaces", "", ns)) ?? throw ApiErrors.NotFound("", "namespaces", ns);
        if (ObjectViews.Of(stored).Stored.IsDeleting)
        {
            throw ApiErrors.Forbidden(
                scope.Resource,
                name,
                $"unable to create new content in namespace {ns} because it is being terminated",
                new StatusCause("NamespaceTerminating", $"namespace {ns} is being terminated", "metadata.namespace"));
        }
    }

    /// <summary>Refuses the deletion of what every cluster needs.</summary>
    public static void CheckDelete(ResourceInfo resource, string name)
    {
        if (resource.GroupResource == "namespaces" && name is ("default" or "kube-system" or "kube-public"))
        {
            throw ApiErrors.Forbidden(resource, name, "this namespace may not be deleted");
        }

        if (resource.Rules.WhyUndeletable(name) is { } why)
        {
            throw ApiErrors.Forbidden(resource, name, why);
        }
    }
}
