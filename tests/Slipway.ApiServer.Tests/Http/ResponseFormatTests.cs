using Slipway.ApiServer.Http.Negotiation;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Tests.Http;

public sealed class ResponseFormatTests
{
    private static readonly ResponseTarget Secrets = new(new ResourceReference("", "v1", "secrets"));
    private static readonly ResponseTarget Widgets = new(new ResourceReference("example.com", "v1", "widgets"));

    private const string Kubectl =
        "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

    private const string Protobuf = "application/vnd.kubernetes.protobuf";

    [Theory]
    [InlineData("", "Plain Json")]
    [InlineData("*/*", "Plain Json")]
    [InlineData("text/html, */*;q=0.8", "Plain Json")]
    [InlineData("application/json;charset=utf-8", "Plain Json")]
    [InlineData("application/vnd.kubernetes.protobuf,application/json", "Plain Protobuf")]
    [InlineData("application/vnd.kubernetes.protobuf;q=0.5,application/json", "Plain Json")]
    [InlineData("*/*,application/yaml", "Plain Yaml")]
    [InlineData("application/yaml", "Plain Yaml")]
    [InlineData(Kubectl, "Table Json")]
    [InlineData("application/vnd.kubernetes.protobuf;as=Table;g=meta.k8s.io;v=v1,application/json", "Plain Json")]
    [InlineData("application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json", "Table Json")]
    [InlineData("application/json;as=Table;v=v2;g=meta.k8s.io,application/json", "Plain Json")]
    [InlineData("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1", "PartialMetadataList Json")]
    [InlineData("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1", "PartialMetadata Json")]
    [InlineData("application/vnd.kubernetes.protobuf;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json", "PartialMetadata Protobuf")]
    public void Negotiate_WhatCanBeServed_TakesTheMostWantedAlternative(string accept, string expected)
    {
        var format = ResponseFormat.Negotiate(accept, Secrets);

        Assert.Equal(expected, $"{format.Form} {format.Encoding}");
    }

    [Theory]
    [InlineData("application/vnd.kubernetes.protobuf,application/json", "Plain Json")]
    [InlineData("application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1", "PartialMetadataList Protobuf")]
    public void Negotiate_OfACustomResource_HasNoProtobufButOfMetadata(string accept, string expected)
    {
        var format = ResponseFormat.Negotiate(accept, Widgets);

        Assert.Equal(expected, $"{format.Form} {format.Encoding}");
    }

    [Theory]
    [InlineData("application/xml", "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf")]
    [InlineData("application/*", "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf")]
    [InlineData("application/json;as=Nonsense;g=meta.k8s.io;v=v1", "only the following media types are accepted: application/json, application/yaml, application/vnd.kubernetes.protobuf")]
    public void Negotiate_WhatCannotBeServed_IsNotAcceptable(string accept, string message)
    {
        var refused = Assert.Throws<KubeApiException>(() => ResponseFormat.Negotiate(accept, Secrets));

        Assert.Equal((406, StatusReason.NotAcceptable, message), (refused.Status.Code, refused.Status.Reason, refused.Status.Message));
    }

    [Fact]
    public void Negotiate_OfACustomResourceInProtobufOnly_IsNotAcceptable() =>
        Assert.Equal(406, Assert.Throws<KubeApiException>(() => ResponseFormat.Negotiate(Protobuf, Widgets)).Status.Code);

    [Theory]
    [InlineData(Kubectl, "Table Json")]
    [InlineData("application/vnd.kubernetes.protobuf;stream=watch,application/json", "Plain Protobuf")]
    public void Negotiate_OfAWatch_TakesAForm(string accept, string expected)
    {
        var format = ResponseFormat.Negotiate(accept, Secrets with { IsWatch = true, IsList = true });

        Assert.Equal(expected, $"{format.Form} {format.Encoding}");
    }

    [Fact]
    public void Negotiate_OfAWatchInYaml_IsNotAcceptable() => Assert.Equal(
        "only the following media types are accepted: application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch",
        Assert.Throws<KubeApiException>(() => ResponseFormat.Negotiate("application/yaml", Secrets with { IsWatch = true })).Status.Message);
}
