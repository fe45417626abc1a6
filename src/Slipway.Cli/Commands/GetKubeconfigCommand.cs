using System.CommandLine;
using System.Text;
using Slipway.Cli.Connection;
using Slipway.Cli.Terminal;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway get kubeconfig</c>: prints the kubeconfig of a cluster that was made.</summary>
internal static class GetKubeconfigCommand
{
    public static Command Create(CliContext context)
    {
        var cluster = new Argument<string>("CLUSTER") { Description = "The cluster's name." };
        var target = new TargetOptions();
        var command = new Command("kubeconfig", "Print the administrator's kubeconfig of a cluster.") { cluster };
        target.AddTo(command);
        return command.Runs(context, async (parsed, cancellationToken) =>
        {
            using var plane = target.Open(context, parsed);
            var name = parsed.GetRequiredValue(cluster);
            var ns = target.Namespace(parsed, plane);
            var secret = await plane.Client.FindAsync(BuiltInTypes.Secret, new ObjectKey(ns, $"{name}-kubeconfig"), cancellationToken);
            if (secret?.Data is not { } data || !data.TryGetValue("value", out var kubeconfig))
            {
                throw new CliException(
                    ExitCodes.Failure,
                    $"there is no kubeconfig of a cluster \"{name}\" in namespace {ns} (yet): 'slipway describe cluster {name} -n {ns}' tells how far it is.");
            }

            await context.Out.WriteAsync(Encoding.UTF8.GetString(kubeconfig));
            return ExitCodes.Success;
        });
    }
}
