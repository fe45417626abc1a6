using System.Text.RegularExpressions;

namespace Slipway.Kubeadm.Bootstrap;

/// <summary>
/// Content with <c>contentFormat: Template</c>. Of Go's templates it knows the one thing that is offered: the control plane's version.
/// </summary>
internal static partial class FileTemplate
{
    /// <summary>Fills the template in; null when it holds an action other than <c>{{ .controlPlane.version }}</c>.</summary>
    public static string? Render(string template, string controlPlaneVersion)
    {
        var text = VersionAction().Replace(template, controlPlaneVersion);
        return text.Contains("{{", StringComparison.Ordinal) ? null : text;
    }

    [GeneratedRegex(@"\{\{-?\s*\.controlPlane\.version\s*-?\}\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionAction();
}
