using System.Text.Json;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Http.Routing;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Http.Pods;

/// <summary>
/// Answers requests for the <c>proxy</c> of a pod, service or node. Pods here have no addresses that could be dialled, nor have services
/// endpoints or nodes kubelets: so each is refused, in kube-apiserver's order and words where it would refuse it, too.
/// </summary>
internal sealed class ProxyHandler(IApiServerEngine engine)
{
    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">Always: why nothing can be reached.</exception>
    public async Task RefuseAsync(RequestPath path, RequestUser user, CancellationToken cancellationToken)
    {
        var kind = path.Resource.Plural[..^1];
        if (ProxyTarget.TryParse(path.Name) is not { } target)
        {
            throw FrontErrors.BadRequest($"invalid {kind} request \"{path.Name}\"");
        }

        var request = new GetRequest
        {
            Resource = path.Resource with { Subresource = "" },
            Namespace = path.Namespace,
            Name = target.Name,
            User = user,
        };
        using var found = JsonDocument.Parse((await engine.GetAsync(request, cancellationToken)).Object.Json);
        throw path.Resource.Plural switch
        {
            "pods" when !HasAddress(found.RootElement) => FrontErrors.BadRequest("address not allowed"),
            "services" when target.Port.Length > 0 && !HasPort(found.RootElement, target.Port) =>
                ApiErrors.Unavailable($"no service port {target.Port} found for service \"{target.Name}\""),
            "services" => ApiErrors.NotFound("", "services", target.Name),
            _ => ApiErrors.Unavailable($"error trying to reach service: this server reaches no addresses of {path.Resource.Plural}"),
        };
    }

    private static bool HasAddress(JsonElement pod) =>
        pod.TryGetProperty("status", out var status) && status.TryGetProperty("podIPs", out var addresses) && addresses.GetArrayLength() > 0;

    private static bool HasPort(JsonElement service, string port) =>
        service.GetProperty("spec").TryGetProperty("ports", out var ports)
        && ports.EnumerateArray().Any(p => p.GetProperty("port").GetRawText() == port
            || (p.TryGetProperty("name", out var name) && name.ValueEquals(port)));
}
