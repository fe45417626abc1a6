using System.Globalization;
using System.Runtime.InteropServices;

namespace Slipway.ApiServer.Admission.BuiltIn.PodSecurity;

/// <summary>One of the Pod Security Standards, as of a version.</summary>
/// <param name="Level">0 privileged, 1 baseline, 2 restricted.</param>
/// <param name="Minor">The minor version of Kubernetes 1; null for the latest.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SecurityLevel(int Level, int? Minor)
{
    public const int Privileged = 0;
    public const int Baseline = 1;
    public const int Restricted = 2;

    private static readonly string[] Names = ["privileged", "baseline", "restricted"];

    /// <summary>Reads a level; -1 for a text that names none.</summary>
    public static int ParseLevel(string text) => Array.IndexOf(Names, text);

    /// <summary>Reads a version such as <c>v1.30</c>; false for a text that is none.</summary>
    public static bool TryParseVersion(string text, out int? minor)
    {
        minor = null;
        if (text == "latest")
        {
            return true;
        }

        if (!text.StartsWith("v1.", StringComparison.Ordinal) || (text.Length > 4 && text[3] == '0')
            || !int.TryParse(text.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        minor = number;
        return true;
    }

    /// <summary>Whether the rules of a minor version hold.</summary>
    public bool IsAtLeast(int minor) => Minor is null || Minor >= minor;

    public override string ToString() =>
        Minor is { } minor ? string.Create(CultureInfo.InvariantCulture, $"{Names[Level]}:v1.{minor}") : $"{Names[Level]}:latest";
}
