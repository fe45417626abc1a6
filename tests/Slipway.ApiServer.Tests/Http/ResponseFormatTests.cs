using Slipway.ApiServer.Http.Negotiation;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Tests.Http;

public sealed class ResponseFormatTests
{
    private const string Kubectl =
        "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

    [Theory]
    [InlineData("", true, false, "Plain")]
    [InlineData("*/*", true, false, "Plain")]
    [InlineData("text/html, */*;q=0.8", true, false, "Plain")]
    [InlineData("application/json;charset=utf-8", true, false, "Plain")]
    [InlineData("application/vnd.kubernetes.protobuf,application/json", true, false, "Plain")]
    [InlineData("application/yaml", true, false, "Plain yaml")]
    [InlineData("application/yaml,application/json", true, true, "Plain")]
    [InlineData(Kubectl, true, false, "Table")]
    [InlineData(Kubectl, false, false, "Table")]
    [InlineData(Kubectl, true, true, "Table")]
    [InlineData("application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json", true, false, "Plain")]
    [InlineData("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1", true, false, "PartialMetadata")]
    [InlineData("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1", false, false, "PartialMetadata")]
    [InlineData("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1", true, true, "PartialMetadata")]
    public void Negotiate_WhatCanBeServed_TakesTheFirstAlternative(string accept, bool collection, bool watch, string expected)
    {
        var format = ResponseFormat.Negotiate(accept, collection, watch);

        Assert.Equal(expected, format.IsYaml ? $"{format.Form} yaml" : format.Form.ToString());
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("application/vnd.kubernetes.protobuf")]
    [InlineData("application/json;as=Nonsense;g=meta.k8s.io;v=v1")]
    [InlineData("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1")]
    public void Negotiate_WhatCannotBeServed_IsNotAcceptable(string accept)
    {
        var refused = Assert.Throws<KubeApiException>(() => ResponseFormat.Negotiate(accept, isCollection: true, isWatch: false));

        Assert.Equal((406, StatusReason.NotAcceptable), (refused.Status.Code, refused.Status.Reason));
    }
}
