using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;

namespace Slipway.Core.Clusters;

/// <summary>Asks a cluster for a sign of life.</summary>
internal static class ClusterProbe
{
    /// <summary>Asks once. A refusal is an answer, but for one that says that the kubeconfig is good no more.</summary>
    /// <returns>Why there was no answer, and whether it was for the kubeconfig; null when there was one.</returns>
    public static async Task<(string? Problem, bool Unauthorized)> AskAsync(
        IKubeClient client, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await client.GetRawAsync("/version", either.Token);
            return (null, false);
        }
        catch (KubeApiException e)
        {
            return e.Status.Code is 401 or >= 500 ? (e.Message, e.Status.Code == 401) : (null, false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return (e is OperationCanceledException ? $"no answer within {timeout.TotalSeconds} seconds" : e.Message, false);
        }
    }
}
