using System.Collections.Frozen;
using Slipway.ApiServer.Authentication;
using Slipway.ApiServer.Authorization.Reviews;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Verbs;

/// <summary>Posts that store nothing: access and token reviews.</summary>
internal sealed class VirtualResources
{
    private readonly EngineCore _core;
    private readonly ManagedFieldsKeeper _managedFields;
    private readonly FrozenDictionary<(string Group, string Plural), IVirtualResource> _resources;

    public VirtualResources(EngineCore core, ManagedFieldsKeeper managedFields)
    {
        _core = core;
        _managedFields = managedFields;
        var access = new AccessReview(core.Access.Authorizer);
        _resources = new Dictionary<(string, string), IVirtualResource>
        {
            [("authorization.k8s.io", "subjectaccessreviews")] = access,
            [("authorization.k8s.io", "localsubjectaccessreviews")] = access,
            [("authorization.k8s.io", "selfsubjectaccessreviews")] = access,
            [("authorization.k8s.io", "selfsubjectrulesreviews")] = new RulesReview(core.Access.Authorizer),
            [("authentication.k8s.io", "selfsubjectreviews")] = new SelfReview(core.Time),
            [("authentication.k8s.io", "tokenreviews")] = new TokenReview(core.Access),
        }.ToFrozenDictionary();
    }

    /// <summary>Whether the resource is one of these.</summary>
    public bool Contains(in ResourceReference resource) => _resources.ContainsKey((resource.Group, resource.Plural));

    public async ValueTask<ObjectResult> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var resource = RequestChecks.Resolve(_core.Registry, request, "create", named: false);
        var scope = RequestChecks.Scope(resource, request, "", "CreateOptions");
        var body = ObjectDecoder.Decode(scope, request.Body, _core.Registry);
        ServerMetadata.SetNamespace(body.Ensure("metadata"), scope);
        _managedFields.Update(scope, live: null, body);
        await _core.Admission.AdmitAsync(scope, body, cancellationToken);
        var answer = await _resources[(request.Resource.Group, request.Resource.Plural)].AnswerAsync(scope, body, cancellationToken);
        return new ObjectResult(new KubeObject(Trees.ToStoredJson(answer)), 201) { Warnings = [.. scope.Warnings] };
    }
}
