using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Discovery;

/// <summary><c>/version</c>.</summary>
internal static class VersionDocument
{
    public static JsonObject Of(string gitVersion)
    {
        var numbers = gitVersion.TrimStart('v').Split('.', '-', '+');
        var architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "amd64";
        return new JsonObject
        {
            ["major"] = numbers[0],
            ["minor"] = numbers.Length > 1 ? numbers[1] : "0",
            ["gitVersion"] = gitVersion,
            ["gitCommit"] = "",
            ["gitTreeState"] = "clean",
            ["buildDate"] = "1970-01-01T00:00:00Z",
            ["goVersion"] = "",
            ["compiler"] = "dotnet",
            ["platform"] = $"linux/{architecture}",
        };
    }
}
