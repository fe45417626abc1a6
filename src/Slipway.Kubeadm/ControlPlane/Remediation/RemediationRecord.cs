using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Formats;

namespace Slipway.Kubeadm.ControlPlane.Remediation;

/// <summary>The replacement of an ill Machine, as annotations remember it.</summary>
/// <param name="Machine">The Machine replaced.</param>
/// <param name="Timestamp">When it was decided.</param>
/// <param name="RetryCount">How many replacements before failed too.</param>
internal sealed record RemediationRecord(string Machine, DateTimeOffset Timestamp, int RetryCount)
{
    /// <summary>The annotation's value.</summary>
    public string ToJson() => new JsonObject
    {
        ["machine"] = Machine,
        ["timestamp"] = KubeTime.Format(Timestamp),
        ["retryCount"] = RetryCount,
    }.ToJsonString();

    /// <summary>Reads an annotation's value; null when there is none or it is not one.</summary>
    public static RemediationRecord? Parse(string? text)
    {
        try
        {
            return text is not null && JsonNode.Parse(text) is JsonObject json && (string?)json["machine"] is { } machine
                && DateTimeOffset.TryParse((string?)json["timestamp"], out var timestamp)
                    ? new(machine, timestamp, (int?)json["retryCount"] ?? 0)
                    : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            // An argument is refused where a field is there twice.
            return null;
        }
    }
}
