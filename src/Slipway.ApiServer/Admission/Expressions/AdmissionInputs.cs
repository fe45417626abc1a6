using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Admission.Webhooks;
using Slipway.ApiServer.Authorization.Rbac;
using Slipway.Cel.Kubernetes;
using Slipway.Cel.Values;

namespace Slipway.ApiServer.Admission.Expressions;

/// <summary>What the variables of expressions about a request stand for.</summary>
internal sealed record AdmissionInputs
{
    public required CelValue Object { get; init; }

    public required CelValue OldObject { get; init; }

    /// <summary>The request as an AdmissionReview tells it, but for its objects.</summary>
    public required CelValue Request { get; init; }

    /// <summary>The namespace of a namespaced object; null of others, and of namespaces themselves.</summary>
    public CelValue Namespace { get; init; } = CelNull.Instance;

    /// <summary>Asks what the request's user may do.</summary>
    public required CelValue Authorizer { get; init; }

    /// <summary>Asks what the request's user may do to what the request is about.</summary>
    public required CelValue RequestResource { get; init; }

    /// <summary>A policy's parameter.</summary>
    public CelValue Params { get; init; } = CelNull.Instance;

    /// <summary>The inputs of a request.</summary>
    /// <param name="subject">The request, its objects in the version to be shown.</param>
    /// <param name="target">What is shown.</param>
    /// <param name="roles">Knows what users may do.</param>
    public static AdmissionInputs Of(AdmissionSubject subject, AdmissionTarget target, RbacAuthorizer roles)
    {
        var authorizer = new AdmissionAuthorizer(roles, subject.Scope.User);
        return new AdmissionInputs
        {
            Object = DynamicValues.Of(subject.Object),
            OldObject = DynamicValues.Of(subject.OldObject),
            Request = DynamicValues.Of(AdmissionReviews.RequestOf(subject, target)),
            Authorizer = KubernetesCel.Authorizer(authorizer),
            RequestResource = KubernetesCel.RequestResource(authorizer, new CelAuthorizationCheck
            {
                Group = subject.Resource.Kind.Group,
                Resource = subject.Resource.Plural,
                Subresource = subject.Scope.Subresource,
                Namespace = subject.Namespace,
                Name = subject.Name,
            }),
        };
    }

    /// <summary>The inputs with the namespace that the object is in.</summary>
    public AdmissionInputs In(JsonObject? ns) => ns is null ? this : this with { Namespace = DynamicValues.Of(ns) };
}
