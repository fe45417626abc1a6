using Slipway.Api.Schemas;

namespace Slipway.Api.Infrastructure.Dev.V1Beta2;

/// <summary>How long a pretended part takes to start.</summary>
public sealed class InMemoryProvisioning
{
    /// <summary>Time to start, a duration as <c>10s</c>.</summary>
    [Required]
    public string? StartupDuration { get; set; }

    /// <summary>Random share added: the duration is multiplied by up to 1 + this decimal number.</summary>
    public string? StartupJitter { get; set; }
}
