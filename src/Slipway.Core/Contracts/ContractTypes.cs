using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Contracts;

/// <summary>Finds the version of a provider's kind through the contract labels of its CRD.</summary>
public static class ContractTypes
{
    private static readonly (string Label, ContractVersion Contract)[] Labels =
    [
        ("cluster.x-k8s.io/v1beta2", ContractVersion.V1Beta2),
        ("cluster.x-k8s.io/v1beta1", ContractVersion.V1Beta1),
    ];

    /// <summary>
    /// The kind at its best version. Unknown, with the CRD's name in the message, when there is no such CRD or it is not
    /// labelled: a kind that is not there yet is no decision's ground.
    /// </summary>
    public static async ValueTask<Observed<ContractType>> ResolveAsync(
        IObjectReader cache, GroupKind kind, CancellationToken cancellationToken)
    {
        var plural = KindNames.Plural(kind.Kind);
        var name = $"{plural}.{kind.Group}";
        var crd = await cache.GetAsync(BuiltInTypes.CustomResourceDefinition, ObjectKey.ClusterScoped(name), cancellationToken);
        return crd switch
        {
            Observed<KubeObject>.Found(var found) => Choose(found, kind, plural),
            Observed<KubeObject>.Unknown(var code, var message) => new Observed<ContractType>.Unknown(code, message),
            _ => new Observed<ContractType>.Unknown(
                ErrorCodes.ReferenceNotFound, $"There is no CustomResourceDefinition {name}: install the provider of {kind.Kind}"),
        };
    }

    private static Observed<ContractType> Choose(KubeObject crd, GroupKind kind, string plural)
    {
        foreach (var (label, contract) in Labels)
        {
            if (crd.Metadata.Labels.TryGetValue(label, out var versions)
                && versions.Split('_', StringSplitOptions.RemoveEmptyEntries).Order(KubeVersionOrder.BestFirst).FirstOrDefault() is { } best)
            {
                var type = new ResourceType(new GroupVersionKind(kind.Group, best, kind.Kind), plural, Namespaced: true);
                return new Observed<ContractType>.Found(new ContractType(type, contract));
            }
        }

        return new Observed<ContractType>.Unknown(
            ErrorCodes.ContractViolation,
            $"CustomResourceDefinition {crd.Metadata.Name} has none of the labels {string.Join(", ", Labels.Select(l => l.Label))} that name the versions of its contract");
    }
}
