using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Expressions;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Errors;
using Slipway.ApiServer.Storage;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Admission.Policies;

/// <summary>A request as policies match it and see it.</summary>
internal sealed class PolicySubject(EngineCore core, AdmissionSubject subject)
{
    private readonly AdmissionMatcher _matcher = new(core);
    private readonly SubjectVersions _versions = new(core);
    private readonly Dictionary<AdmissionTarget, (AdmissionSubject Shown, AdmissionInputs Inputs)> _shown = [];

    /// <summary>What a refusal calls the object.</summary>
    public string NameForErrors => subject.Name.Length > 0 ? subject.Name
        : subject.Object?.Map("metadata")?.Text("generateName") is { Length: > 0 } prefix ? prefix
        : "Unknown";

    /// <summary>In which version the request is to be shown; null when the match is not about it.</summary>
    /// <exception cref="PolicyConfigurationException">That cannot be told.</exception>
    public AdmissionTarget? Find(AdmissionMatch match)
    {
        try
        {
            return _matcher.Find(match, subject);
        }
        catch (KubeApiException e)
        {
            throw new PolicyConfigurationException(e.Message);
        }
    }

    /// <summary>The request in the version to be shown, and what expressions see of it.</summary>
    /// <exception cref="PolicyConfigurationException">It cannot be converted.</exception>
    public async ValueTask<(AdmissionSubject Shown, AdmissionInputs Inputs)> ShowAsync(
        AdmissionTarget target, CancellationToken cancellationToken)
    {
        if (!_shown.TryGetValue(target, out var known))
        {
            AdmissionSubject shown;
            try
            {
                shown = await _versions.ShowAsync(subject, target, cancellationToken);
            }
            catch (KubeApiException e)
            {
                throw new PolicyConfigurationException($"failed to convert object version: {e.Message}");
            }

            _shown[target] = known = (shown, AdmissionInputs.Of(shown, target, core.Access.Authorizer).In(NamespaceObject()));
        }

        return known;
    }

    // The namespace as expressions see it: without what is kept about it rather than said.
    private JsonObject? NamespaceObject()
    {
        var name = subject.Namespace;
        if (name.Length == 0 || subject.Resource.GroupResource == "namespaces")
        {
            return null;
        }

        var stored = core.Store.GetLatest(new StoreKey("namespaces", "", name)) ?? throw ApiErrors.NotFound("", "namespaces", name);
        var ns = (JsonObject)JsonTreeReader.Read(stored.Json.Span)!;
        ns.Remove("kind");
        ns.Remove("apiVersion");
        ns.Map("metadata")!.Remove("managedFields");
        ns.Map("metadata")!.Remove("ownerReferences");
        return ns;
    }
}
