using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Verbs;

namespace Slipway.ApiServer.Admission.Policies;

/// <summary>Finds the objects that a policy gets as parameters; its words are kube-apiserver's.</summary>
internal sealed class ParameterFinder(EngineCore core)
{
    /// <summary>The resource of a policy's parameters; null for a policy without.</summary>
    /// <exception cref="PolicyConfigurationException">There is no such kind.</exception>
    public ResourceInfo? ResourceOf(Policy policy) => policy.ParameterKind is not { } kind ? null
        : core.Registry.FindKind(kind) is { } found && found.Kind == kind ? found
        : throw new PolicyConfigurationException(
            $"failed to find resource referenced by paramKind: '{kind.Group}/{kind.Version}, Kind={kind.Kind}'");

    /// <summary>
    /// The parameters: one null where the policy or the binding has none, nothing where none is there and that is allowed.
    /// </summary>
    /// <param name="resource">The parameters' resource; null for none.</param>
    /// <param name="binding">The binding.</param>
    /// <param name="subject">The request, in whose namespace they may be.</param>
    /// <param name="cancellationToken">Ends the conversion of parameters.</param>
    /// <exception cref="PolicyConfigurationException">The binding cannot say which, or there is none.</exception>
    public async ValueTask<IReadOnlyList<JsonObject?>> FindAsync(
        ResourceInfo? resource, PolicyBinding binding, AdmissionSubject subject, CancellationToken cancellationToken)
    {
        if (resource is null || binding.Parameters is not { } wanted)
        {
            return [null];
        }

        var found = new List<JsonObject?>();
        foreach (var stored in Select(resource, wanted, NamespaceOf(resource, wanted, subject)))
        {
            found.Add((await core.Translator.ViewAsync(stored, resource, cancellationToken)).ToJsonObject());
        }

        return found.Count == 0 && wanted.DeniesWithout
            ? throw new PolicyConfigurationException("no params found for policy binding with `Deny` parameterNotFoundAction")
            : found;
    }

    private static string NamespaceOf(ResourceInfo resource, PolicyParameters wanted, AdmissionSubject subject)
    {
        if (!resource.Namespaced)
        {
            return wanted.Namespace.Length == 0 ? "" : throw new PolicyConfigurationException(
                "paramRef.namespace must not be provided for a cluster-scoped `paramKind`");
        }

        return wanted.Namespace.Length > 0 ? wanted.Namespace
            : subject.Namespace.Length > 0 ? subject.Namespace
            : throw new PolicyConfigurationException(
                "cannot use namespaced paramRef in policy binding that matches cluster-scoped resources");
    }

    private IEnumerable<StoredObject> Select(ResourceInfo resource, PolicyParameters wanted, string ns)
    {
        if (wanted.Name.Length > 0)
        {
            return core.Store.Get(new StoreKey(resource.GroupResource, ns, wanted.Name)) is { } one ? [one] : [];
        }

        return core.Store.List(new StoreQuery(resource.GroupResource, resource.Namespaced ? ns : null)).Items
            .Where(s => wanted.Selector.Matches(ObjectViews.Of(s).Stored.Metadata.Labels));
    }
}
