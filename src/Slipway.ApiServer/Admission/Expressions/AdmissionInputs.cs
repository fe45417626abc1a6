using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Admission.Webhooks;
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

    /// <summary>A policy's parameter.</summary>
    public CelValue Params { get; init; } = CelNull.Instance;

    /// <summary>The inputs of a request.</summary>
    /// <param name="subject">The request, its objects in the version to be shown.</param>
    /// <param name="target">What is shown.</param>
    public static AdmissionInputs Of(AdmissionSubject subject, AdmissionTarget target) => new()
    {
        Object = DynamicValues.Of(subject.Object),
        OldObject = DynamicValues.Of(subject.OldObject),
        Request = DynamicValues.Of(AdmissionReviews.RequestOf(subject, target)),
    };

    /// <summary>The inputs with the namespace that the object is in.</summary>
    public AdmissionInputs In(JsonObject? ns) => ns is null ? this : this with { Namespace = DynamicValues.Of(ns) };
}
