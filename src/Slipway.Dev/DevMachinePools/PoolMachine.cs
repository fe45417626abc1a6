using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Infrastructure.Dev.V1Beta2;

namespace Slipway.Dev.DevMachinePools;

/// <summary>One machine of a pool.</summary>
/// <param name="DevMachine">The machine.</param>
/// <param name="Machine">The Machine that stands for it; null while there is none.</param>
internal sealed record PoolMachine(DevMachine DevMachine, Machine? Machine)
{
    public string Name => DevMachine.Metadata.Name;

    public bool IsProvisioned => DevMachine.Status?.Initialization?.Provisioned == true;

    public bool IsDeleting => DevMachine.Metadata.DeletionTimestamp is not null || Machine?.Metadata.DeletionTimestamp is not null;

    /// <summary>Whether an autoscaler or a person wants this one to go first.</summary>
    public bool IsChosen => Machine?.Metadata.Annotations?.ContainsKey(Api.Shared.ClusterAnnotations.DeleteMachine) == true;

    /// <summary>Whether it runs another version than is wanted; what has not come up yet comes up with the one wanted.</summary>
    public bool IsOutdated(string? version) => Machine?.Spec?.Version is { } own && version is not null && own != version;
}
