using System.CommandLine;
using Slipway.Cli.Generate;
using Slipway.Cli.Terminal;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway generate cluster</c>: fills a template in.</summary>
internal static class GenerateClusterCommand
{
    public static Command Create(CliContext context)
    {
        var name = new Argument<string>("NAME") { Description = "The cluster's name." };
        var flavor = new Option<string>("--flavor", "-f")
        {
            Description = $"A template that slipway brings along: {string.Join(", ", ClusterTemplate.Flavors)}.",
            DefaultValueFactory = _ => "in-memory",
            HelpName = "FLAVOR",
        };
        var from = new Option<string>("--from") { Description = "A template of your own: a file, or - for the standard input.", HelpName = "FILE" };
        var version = new Option<string>("--kubernetes-version") { Description = "$KUBERNETES_VERSION in the template.", HelpName = "VERSION" };
        var controlPlane = new Option<int?>("--control-plane-machine-count") { Description = "$CONTROL_PLANE_MACHINE_COUNT; 1 by default.", HelpName = "N" };
        var workers = new Option<int?>("--worker-machine-count") { Description = "$WORKER_MACHINE_COUNT; 0 by default.", HelpName = "N" };
        var ns = new Option<string>("--target-namespace", "-n") { Description = "$NAMESPACE; 'default' by default.", HelpName = "NAMESPACE" };
        var list = new Option<bool>("--list-variables") { Description = "List the template's variables instead." };
        var writeTo = new Option<string>("--write-to") { Description = "Write to a file instead of the standard output.", HelpName = "FILE" };
        var command = new Command("cluster", "Write the manifest of a cluster, from a template.")
        {
            name, flavor, from, version, controlPlane, workers, ns, list, writeTo,
        };
        return command.Runs(context, async (parsed, cancellationToken) =>
        {
            var variables = new ClusterVariables
            {
                ClusterName = parsed.GetRequiredValue(name),
                KubernetesVersion = parsed.GetValue(version),
                ControlPlaneMachines = parsed.GetValue(controlPlane),
                WorkerMachines = parsed.GetValue(workers),
                Namespace = parsed.GetValue(ns),
            };
            variables.Check();
            var template = parsed.GetValue(from) is { Length: > 0 } file
                ? await ClusterTemplate.FromAsync(context, file, cancellationToken)
                : await ClusterTemplate.OfFlavorAsync(parsed.GetRequiredValue(flavor), cancellationToken);
            var text = parsed.GetValue(list)
                ? List(context, variables, template)
                : VariableSubstitution.Fill(template, variable => variables.Find(context, variable));
            await WriteAsync(context, parsed.GetValue(writeTo), text, cancellationToken);
            return ExitCodes.Success;
        });
    }

    private static string List(CliContext context, ClusterVariables variables, string template) => string.Concat(
        VariableSubstitution.Variables(template).Select(v => $"{v.Key}: {variables.Find(context, v.Key) ?? v.Value ?? "(no value yet)"}\n"));

    private static Task WriteAsync(CliContext context, string? file, string text, CancellationToken cancellationToken) =>
        file is { Length: > 0 } ? File.WriteAllTextAsync(file, text, cancellationToken) : context.Out.WriteAsync(text.AsMemory(), cancellationToken);
}
