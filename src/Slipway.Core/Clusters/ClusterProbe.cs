using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;

namespace Slipway.Core.Clusters;

/// <summary>Asks a cluster for a sign of life.</summary>
internal static class ClusterProbe
{
    /// <summary>Asks once. A refusal is an answer, but for one that says that the kubeconfig is good no more.</summary>
    public static async Task<ProbeAnswer> AskAsync(
        IKubeClient client, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await client.GetRawAsync("/version", either.Token);
            return ProbeAnswer.Alive;
        }
        catch (KubeApiException e)
        {
            return e.Status.Code is 401 or >= 500
                ? ProbeAnswer.Alive with { Problem = e.Message, IsUnauthorized = e.Status.Code == 401 }
                : ProbeAnswer.Alive;
        }
        catch (OperationCanceledException)
        {
            return ProbeAnswer.Alive with { Problem = $"no answer within {timeout.TotalSeconds} seconds", IsSilent = true };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return ProbeAnswer.Alive with { Problem = e.Message };
        }
    }
}
