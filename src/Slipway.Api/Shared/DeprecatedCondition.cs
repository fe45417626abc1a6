using Slipway.Api.Schemas;

namespace Slipway.Api.Shared;

/// <summary>A condition as API version v1beta1 wrote it.</summary>
public sealed class DeprecatedCondition
{
    /// <summary>When the status last changed.</summary>
    [Required]
    public DateTime? LastTransitionTime { get; set; }

    /// <summary>For a person; may be empty.</summary>
    [Length(1, 10240)]
    public string? Message { get; set; }

    /// <summary>One CamelCase word why; may be empty when status is True.</summary>
    [Length(1, 256)]
    public string? Reason { get; set; }

    /// <summary><c>Error</c>, <c>Warning</c> or <c>Info</c> when status is False; empty otherwise.</summary>
    [Length(Max = 32)]
    public string? Severity { get; set; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    [Required]
    public string? Status { get; set; }

    /// <summary>What is observed.</summary>
    [Required, Length(1, 256)]
    public string? Type { get; set; }
}
