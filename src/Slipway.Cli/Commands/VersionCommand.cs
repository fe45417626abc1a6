using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Slipway.Cli.Connection;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway version</c>: of the program, and of the server if one answers.</summary>
internal static class VersionCommand
{
    /// <summary>The program's version, such as <c>v0.1.0</c>.</summary>
    public static string Version { get; } =
        "v" + (typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0");

    public static Command Create(CliContext context)
    {
        var dataDirectory = CommonOptions.DataDirectory();
        var kubeconfig = CommonOptions.Kubeconfig();
        var command = new Command("version", "Print the versions of slipway and of the server.") { dataDirectory, kubeconfig };
        return command.Runs(context, async (parsed, cancellationToken) =>
        {
            await context.Out.WriteLineAsync($"slipway: {Version} ({RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier})");
            await context.Out.WriteLineAsync("contract: cluster.x-k8s.io/v1beta2");
            await context.Out.WriteLineAsync($"server:  {await ServerAsync()}");
            return ExitCodes.Success;

            // The program's own version is what was asked for: a server that is away is no failure.
            async Task<string> ServerAsync()
            {
                try
                {
                    using var plane = PlaneConnection.Open(context, parsed.GetValue(kubeconfig), parsed.GetValue(dataDirectory));
                    var version = JsonNode.Parse(await plane.Client.GetRawAsync("/version", cancellationToken));
                    return $"{(string?)version?["gitVersion"]} at {plane.Server.GetLeftPart(UriPartial.Authority)}";
                }
                catch (Exception e) when (e is CliException or HttpRequestException)
                {
                    return "none answers";
                }
            }
        });
    }
}
