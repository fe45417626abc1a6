using System.Globalization;

namespace Slipway.Core.Versions;

/// <summary>The part of a Kubernetes version that skew rules compare.</summary>
/// <param name="Major">The major version.</param>
/// <param name="Minor">The minor version.</param>
internal sealed record KubernetesVersion(int Major, int Minor)
{
    /// <summary>Reads <c>v1.31.0</c>, with or without the <c>v</c>; null when it is not a version.</summary>
    public static KubernetesVersion? Parse(string? text)
    {
        var parts = text?.TrimStart('v').Split('.', 3);
        return parts is { Length: >= 2 }
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(parts[1].Split('-', '+')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
                ? new KubernetesVersion(major, minor)
                : null;
    }
}
