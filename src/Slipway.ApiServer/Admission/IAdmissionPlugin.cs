using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Admission;

/// <summary>
/// A rule about writes that runs in the server's process, as an admission webhook would outside of it. Plugins run in the order
/// they are given; all mutate before any validates. They must be safe to use from several threads.
/// </summary>
public interface IAdmissionPlugin
{
    /// <summary>Whether the plugin has a say about the kind; asked before anything is made for it.</summary>
    bool Handles(GroupVersionKind kind, string subresource, AdmissionOperation operation);

    /// <summary>Changes <see cref="AdmissionRequest.Object"/> in place, such as filling in defaults.</summary>
    /// <exception cref="KubeApiException">The write is refused.</exception>
    ValueTask MutateAsync(AdmissionRequest request, CancellationToken cancellationToken);

    /// <summary>Looks at the object as it would be stored.</summary>
    /// <exception cref="KubeApiException">The write is refused.</exception>
    ValueTask ValidateAsync(AdmissionRequest request, CancellationToken cancellationToken);
}
