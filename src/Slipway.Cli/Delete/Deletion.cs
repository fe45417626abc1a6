using Slipway.Cli.Connection;
using Slipway.Cli.Terminal;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;

namespace Slipway.Cli.Delete;

/// <summary>Deletes objects and waits for their end.</summary>
internal sealed class Deletion(CliContext context, IKubeClient client)
{
    public required bool Waits { get; init; }

    /// <summary>How long to wait for all of them.</summary>
    public required TimeSpan Limit { get; init; }

    public required bool IgnoresMissing { get; init; }

    public async Task<int> RunAsync(IReadOnlyList<DoomedObject> objects, CancellationToken cancellationToken)
    {
        var exitCode = ExitCodes.Success;
        var going = new List<DoomedObject>();
        foreach (var doomed in objects)
        {
            try
            {
                // Foreground would hold the owner; Cluster API's finalizers order the deletion already.
                await client.DeleteAsync(
                    doomed.Resource.Type, doomed.Key, new DeleteOptions { Propagation = PropagationPolicy.Background }, cancellationToken);
                await context.Out.WriteLineAsync($"{doomed.Resource.Display(doomed.Key.Name)} deleted");
                going.Add(doomed);
            }
            catch (KubeApiException e) when (e.IsNotFound && IgnoresMissing)
            {
                await context.Error.WriteLineAsync($"{doomed.Resource.Display(doomed.Key.Name)} is not there");
            }
            catch (KubeApiException e)
            {
                await context.Error.WriteLineAsync($"error: {ServerRefusal.Describe(e.Status)}");
                exitCode = ExitCodes.Failure;
            }
        }

        return Waits && !await WaitAsync(going, cancellationToken) ? ExitCodes.Timeout : exitCode;
    }

    private async Task<bool> WaitAsync(List<DoomedObject> going, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        foreach (var doomed in going)
        {
            var end = new ObjectEnd(context, client, doomed);
            try
            {
                await end.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                await context.Error.WriteLineAsync(
                    $"error: {doomed.Resource.Display(doomed.Key.Name)} is still there after {Limit.TotalSeconds:0} s{end.Reason}");
                return false;
            }
        }

        return true;
    }
}
