using System.Net;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>One write is answered with a failure.</summary>
internal sealed class BadAnswer(Fault fault) : Injection(fault.Of)
{
    // One that no controller copies from object to object.
    private const string Annotation = "kubectl.kubernetes.io/last-applied-configuration";

    public override async Task<T> WriteAsync<T>(WriteRequest request, Func<Task<T>> commit)
    {
        if (Counts(request) != fault.Write)
        {
            return await commit();
        }

        Happened = $"{fault}: {request}";
        switch (fault.Kind)
        {
            case FaultKind.Conflict:
                await TouchAsync(request);
                throw new KubeApiException(new KubeStatus(
                    (int)HttpStatusCode.Conflict,
                    StatusReason.Conflict,
                    $"Operation cannot be fulfilled on {request.Type.Plural} \"{request.Key.Name}\": the object has been modified; please apply your changes to the latest version and try again"));
            case FaultKind.ServerError:
                throw new KubeApiException(new KubeStatus((int)HttpStatusCode.InternalServerError, StatusReason.InternalError, "etcdserver: leader changed"));
            default:
                await ((Task)commit()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                throw new HttpRequestException("the connection broke before the answer came");
        }
    }

    /// <summary>Somebody else changes the object, and takes the change back.</summary>
    private static async Task TouchAsync(WriteRequest request)
    {
        foreach (var value in (JsonNode?[])["{}", null])
        {
            var patch = KubePatch.Merge(new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Annotation] = value } } });
            try
            {
                await request.Server.PatchAsync(request.Type, request.Key, patch, WriteOptions.Default, TestContext.Current.CancellationToken);
            }
            catch (KubeApiException e) when (e.IsNotFound)
            {
                // It is not there yet, or no more.
                return;
            }
        }
    }
}
