using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Verbs;

/// <summary>Decides whether somebody may be connected; the connection itself is the front's.</summary>
internal sealed class Connections(EngineCore core)
{
    /// <summary>Returns when the connection may be made.</summary>
    /// <exception cref="KubeApiException">Admission refuses it, or there is no such object.</exception>
    public async ValueTask CheckAsync(ConnectRequest request, CancellationToken cancellationToken)
    {
        var reference = request.Resource;
        if (!core.Registry.TryFind(reference.Group, reference.Version, reference.Plural, out var resource)
            || !resource.Subresources.ContainsKey(reference.Subresource))
        {
            throw ApiErrors.NoSuchResource();
        }

        var scope = new WriteScope
        {
            Resource = resource,
            Subresource = reference.Subresource,
            Key = new ObjectKey(request.Namespace, request.Name),
            Request = request,
            User = request.User,
            DryRun = false,
            FieldValidation = FieldValidationMode.Ignore,
            Manager = "",
            OptionsKind = "",
        };
        await core.Admission.ConnectAsync(scope, request.Options, cancellationToken);
        if (core.Store.Get(EngineCore.KeyOf(resource, request.Namespace, request.Name)) is null)
        {
            throw ApiErrors.NotFound(resource, request.Name);
        }
    }
}
