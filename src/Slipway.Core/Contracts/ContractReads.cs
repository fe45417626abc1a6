using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Caching;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Contracts;

/// <summary>Reads what references of core objects name.</summary>
public static class ContractReads
{
    /// <summary>Reads a provider's object from the cache; Unknown when its kind cannot be resolved or read.</summary>
    public static async ValueTask<Observed<ContractObject>> ReadAsync(
        this IObjectReader cache, ContractVersionedObjectReference reference, string ns, CancellationToken cancellationToken)
    {
        return await ContractTypes.ResolveAsync(cache, reference.GroupKind(), cancellationToken) switch
        {
            Observed<ContractType>.Found(var type) =>
                As(await cache.GetAsync(type.Type, new ObjectKey(ns, reference.Name!), cancellationToken), type),
            Observed<ContractType>.Unknown(var code, var message) => new Observed<ContractObject>.Unknown(code, message),
            _ => new Observed<ContractObject>.Absent(),
        };
    }

    /// <summary>Group and kind that a reference names.</summary>
    public static GroupKind GroupKind(this ContractVersionedObjectReference reference) => new(reference.ApiGroup!, reference.Kind!);

    internal static Observed<ContractObject> As(Observed<KubeObject> observed, ContractType type) => observed switch
    {
        Observed<KubeObject>.Found(var found) => new Observed<ContractObject>.Found(new ContractObject(type, found)),
        Observed<KubeObject>.Unknown(var code, var message) => new Observed<ContractObject>.Unknown(code, message),
        _ => new Observed<ContractObject>.Absent(),
    };
}
