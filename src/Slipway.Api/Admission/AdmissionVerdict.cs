using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Admission;

/// <summary>What the rules say about one request.</summary>
public sealed record AdmissionVerdict
{
    /// <summary>Nothing is wrong.</summary>
    public static AdmissionVerdict Allowed { get; } = new();

    /// <summary>What is wrong with which field.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>How the request as a whole is refused, whatever its fields; null when it is not.</summary>
    public KubeStatus? Denial { get; init; }

    /// <summary>What whoever asks should know, though it is no reason to refuse.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Group of the kind as refusals name it, where that is not the kind's own.</summary>
    public string? Group { get; init; }

    /// <summary>Whether the request may go on.</summary>
    public bool IsAllowed => Denial is null && Errors.Count == 0;

    /// <summary>The refusal as the API tells it; for fields 422, with a cause each. Null when there is none.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="name">The object's name.</param>
    public KubeStatus? Refusal(GroupKind kind, string name)
    {
        if (Denial is not null || Errors.Count == 0)
        {
            return Denial;
        }

        var named = Group is null ? kind : kind with { Group = Group };
        var texts = Errors.Select(e => e.ToString()).Distinct(StringComparer.Ordinal).ToList();
        var text = texts.Count == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
        return new KubeStatus(422, StatusReason.Invalid, $"{named} \"{name}\" is invalid: {text}")
        {
            Details = new StatusDetails
            {
                Name = name,
                Group = named.Group,
                Kind = named.Kind,
                Causes = [.. Errors.Select(e => new StatusCause(e.Reason, e.Message, e.Field))],
            },
        };
    }
}
