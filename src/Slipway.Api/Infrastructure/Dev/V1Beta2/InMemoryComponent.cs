namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>A pretended part of a machine.</summary>
public sealed class InMemoryComponent
{
    /// <summary>How long it takes to start. Unset: no time.</summary>
    public InMemoryProvisioning? Provisioning { get; set; }
}
