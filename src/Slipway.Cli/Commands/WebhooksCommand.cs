using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Microsoft.Extensions.Logging;
using Slipway.Api.Admission;
using Slipway.Cli.Connection;
using Slipway.Cli.Plane;
using Slipway.Cli.Terminal;
using Slipway.Cli.Webhooks;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway webhooks</c>: gives a real Kubernetes that holds Cluster API's kinds their defaults and checks.</summary>
internal static class WebhooksCommand
{
    private static readonly IPEndPoint DefaultListen = new(IPAddress.Loopback, 9443);

    public static Command Create(CliContext context)
    {
        var listen = new Option<IPEndPoint>("--listen")
        {
            Description = "The address and port to listen at; port 0 for a free one. Default: 127.0.0.1:9443.",
            HelpName = "ADDRESS:PORT",
            CustomParser = ParseListen,
        };
        var host = new Option<string>("--host")
        {
            Description = "The name or address by which the API server reaches this machine. Default: the address of --listen.",
            HelpName = "HOST",
        };
        var definitions = new Option<bool>("--definitions")
        {
            Description = "Keep the definitions of this version there, too. They ask this command for objects in other versions.",
        };
        var gates = FeatureGateOption.Create();
        var kubeconfig = CommonOptions.Kubeconfig();
        var dataDirectory = CommonOptions.DataDirectory();
        var command = new Command("webhooks", "Serve the defaults and checks of Cluster API's kinds to another Kubernetes, until Ctrl-C.")
        {
            listen, host, definitions, gates, kubeconfig, dataDirectory,
        };
        return command.Runs(context, async (parsed, cancellationToken) =>
        {
            using var plane = PlaneConnection.Open(context, parsed.GetValue(kubeconfig), parsed.GetValue(dataDirectory));
            using var loggers = new LineLoggerFactory(context.Error, LogLevel.Warning, context.Time);
            var at = parsed.GetValue(listen) ?? DefaultListen;
            var reachedAt = parsed.GetValue(host) is { Length: > 0 } named ? named : at.Address.ToString();
            await using var server = await WebhookServer.StartAsync(
                plane.Client, new AdmissionRules(parsed.GetValue(gates) ?? new AdmissionGates()), at, reachedAt, context.Time, loggers, cancellationToken);
            if (parsed.GetValue(definitions))
            {
                var conversion = WebhookConfigurations.Conversion(server.Url, server.AuthorityPem);
                await new DefinitionInstaller(plane.Client, conversion).InstallAsync(cancellationToken);
            }

            var (asking, asked) = (plane.Server.GetLeftPart(UriPartial.Authority), server.Url.GetLeftPart(UriPartial.Authority));
            await context.Out.WriteLineAsync($"{asking} asks {asked} about every write of Cluster API's kinds. Stop it with Ctrl-C.");
            await Task.Delay(Timeout.InfiniteTimeSpan, context.Time, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return context.Interrupts.IsTermination ? ExitCodes.Success : ExitCodes.Interrupted;
        });
    }

    private static IPEndPoint? ParseListen(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (IPEndPoint.TryParse(text, out var parsed))
        {
            return parsed;
        }

        result.AddError($"--listen: '{text}' is no address and port, such as 0.0.0.0:9443");
        return null;
    }
}
