using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Dev.Kubeadm;

/// <summary>A Kubernetes release, such as <c>v1.31.0</c>.</summary>
/// <param name="Major">The major number.</param>
/// <param name="Minor">The minor number.</param>
/// <param name="Patch">The patch number.</param>
/// <param name="Text">As written, with the leading v.</param>
internal sealed partial record KubernetesVersion(int Major, int Minor, int Patch, string Text) : IComparable<KubernetesVersion>
{
    public static KubernetesVersion? TryParse(string? text)
    {
        var match = Form().Match(text ?? "");
        return match.Success
            ? new KubernetesVersion(
                Number(match.Groups["major"]),
                Number(match.Groups["minor"]),
                Number(match.Groups["patch"]),
                text!.StartsWith('v') ? text : "v" + text)
            : null;
    }

    public bool IsAtLeast(int major, int minor) => (Major, Minor).CompareTo((major, minor)) >= 0;

    public int CompareTo(KubernetesVersion? other) =>
        other is null ? 1 : (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public override string ToString() => Text;

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^v?(?<major>\d{1,4})\.(?<minor>\d{1,4})\.(?<patch>\d{1,6})([-+][0-9A-Za-z.+-]{1,100})?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
