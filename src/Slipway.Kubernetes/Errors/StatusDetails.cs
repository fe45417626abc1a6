using System.Collections.Immutable;

namespace Slipway.Kubernetes.Errors;

/// <summary>What a failed request was about.</summary>
public sealed record StatusDetails
{
    /// <summary>The object's name.</summary>
    public string? Name { get; init; }

    /// <summary>The API group.</summary>
    public string? Group { get; init; }

    /// <summary>The kind or the plural resource, as the API writes it for this failure.</summary>
    public string? Kind { get; init; }

    /// <summary>The object's UID.</summary>
    public string? Uid { get; init; }

    /// <summary>The causes, one a field.</summary>
    public ImmutableArray<StatusCause> Causes { get; init; } = [];

    /// <summary>How many seconds to wait before asking again; 0 when nothing is said.</summary>
    public int RetryAfterSeconds { get; init; }
}
