using Slipway.Api.Schemas;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Choice of the Machine to delete on scale down.</summary>
[MinProperties(1)]
public sealed class MachineSetDeletion
{
    /// <summary><c>Random</c>, <c>Newest</c> or <c>Oldest</c> first. Default Random.</summary>
    [Enum(DeletionOrder.Random, DeletionOrder.Newest, DeletionOrder.Oldest)]
    public string? Order { get; set; }
}
