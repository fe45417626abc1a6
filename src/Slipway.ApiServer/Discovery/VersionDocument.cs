using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Discovery;

/// <summary><c>/version</c>.</summary>
internal static class VersionDocument
{
    // The first minor version that tells which other ones it can be told to behave as.
    private const int FirstWithEmulation = 33;

    public static JsonObject Of(string gitVersion)
    {
        var numbers = gitVersion.TrimStart('v').Split('.', '-', '+');
        var architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "amd64";
        var minor = numbers.Length > 1 ? numbers[1] : "0";
        var version = new JsonObject { ["major"] = numbers[0], ["minor"] = minor };
        if (int.TryParse(minor, CultureInfo.InvariantCulture, out var number) && number >= FirstWithEmulation)
        {
            version["emulationMajor"] = numbers[0];
            version["emulationMinor"] = minor;
            version["minCompatibilityMajor"] = numbers[0];
            version["minCompatibilityMinor"] = (number - 1).ToString(CultureInfo.InvariantCulture);
        }

        version["gitVersion"] = gitVersion;
        version["gitCommit"] = "";
        version["gitTreeState"] = "clean";
        version["buildDate"] = "1970-01-01T00:00:00Z";
        version["goVersion"] = "";
        version["compiler"] = "dotnet";
        version["platform"] = $"linux/{architecture}";
        return version;
    }
}
