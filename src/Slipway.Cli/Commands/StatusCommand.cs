using System.CommandLine;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Cli.Connection;
using Slipway.Cli.Plane;
using Slipway.Cli.Terminal;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway status</c>: whether a plane runs, where, and what it keeps.</summary>
internal static class StatusCommand
{
    public static Command Create(CliContext context)
    {
        var dataDirectory = CommonOptions.DataDirectory();
        var kubeconfig = CommonOptions.Kubeconfig();
        var command = new Command("status", "Tell whether the management plane runs, and where.") { dataDirectory, kubeconfig };
        return command.Runs(context, async (parsed, cancellationToken) =>
        {
            using var plane = PlaneConnection.Open(context, parsed.GetValue(kubeconfig), parsed.GetValue(dataDirectory));
            await context.Out.WriteLineAsync($"Server:     {plane.Server.GetLeftPart(UriPartial.Authority)}");
            await context.Out.WriteLineAsync($"Kubeconfig: {plane.Source}");
            var directory = DataDirectory.Find(context, parsed.GetValue(dataDirectory));
            if (plane.Source == directory.Kubeconfig && PlaneProcess.Find(directory) is { } process)
            {
                await context.Out.WriteLineAsync($"Process:    {process.Id}");
            }

            return await ReportAsync(context, plane, cancellationToken);
        });
    }

    private static async Task<int> ReportAsync(CliContext context, PlaneConnection plane, CancellationToken cancellationToken)
    {
        try
        {
            await plane.Client.GetRawAsync("/readyz", cancellationToken);
        }
        catch (KubeApiException e)
        {
            await context.Out.WriteLineAsync($"Ready:      no: {e.Message.ReplaceLineEndings(" ")}");
            return ExitCodes.Failure;
        }

        await context.Out.WriteLineAsync("Ready:      yes");
        var clusters = await plane.Client.ListAsync(CoreTypes.Cluster, ns: null, ListOptions.All, cancellationToken);
        var available = clusters.Items.Select(c => c.To(CoreTypes.Cluster.Json)).Count(IsAvailable);
        await context.Out.WriteLineAsync($"Clusters:   {clusters.Items.Count}, {available} of them available");
        return ExitCodes.Success;
    }

    private static bool IsAvailable(Cluster cluster) =>
        cluster.Status?.Conditions?.Any(c => c is { Type: ClusterConditions.Available, Status: "True" }) == true;
}
