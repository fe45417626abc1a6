using Slipway.Api.Schemas;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>Milestones of an infrastructure object. None ever goes back to false.</summary>
[MinProperties(1)]
public sealed class DevInitialization
{
    /// <summary>It is provisioned.</summary>
    public bool? Provisioned { get; set; }
}
