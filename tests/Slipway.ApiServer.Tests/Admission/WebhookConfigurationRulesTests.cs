using System.Text.Json.Nodes;
using Slipway.ApiServer.Tests.Engine;
using Slipway.Kubernetes.Errors;

namespace Slipway.ApiServer.Tests.Admission;

public sealed class WebhookConfigurationRulesTests : IAsyncLifetime
{
    private EngineFixture _engine = null!;

    public async ValueTask InitializeAsync() => _engine = await EngineFixture.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Defaults_AreThoseOfKubernetes()
    {
        var created = await _engine.CreateAsync(Configuration("{}"), AdmissionFixture.Mutating);

        var webhook = created.ToJsonObject()["webhooks"]![0]!;
        Assert.Equal(
            ("Fail", "Equivalent", "Never", 10, "{}", "{}", "*"),
            ((string?)webhook["failurePolicy"], (string?)webhook["matchPolicy"], (string?)webhook["reinvocationPolicy"],
                (int?)webhook["timeoutSeconds"], webhook["namespaceSelector"]!.ToJsonString(), webhook["objectSelector"]!.ToJsonString(),
                (string?)webhook["rules"]![0]!["scope"]));
    }

    [Theory]
    [InlineData("""{"name":"short"}""", "webhooks[0].name: Invalid value: \"short\": should be a domain with at least three segments separated by dots")]
    [InlineData("""{"sideEffects":"Some"}""", "webhooks[0].sideEffects: Unsupported value: \"Some\": supported values: \"None\", \"NoneOnDryRun\"")]
    [InlineData("""{"sideEffects":null}""", "webhooks[0].sideEffects: Required value: must specify one of None, NoneOnDryRun")]
    [InlineData("""{"timeoutSeconds":31}""", "webhooks[0].timeoutSeconds: Invalid value: 31: the timeout value must be between 1 and 30 seconds")]
    [InlineData("""{"failurePolicy":"Maybe"}""", "webhooks[0].failurePolicy: Unsupported value: \"Maybe\": supported values: \"Fail\", \"Ignore\"")]
    [InlineData("""{"admissionReviewVersions":["v2"]}""", "webhooks[0].admissionReviewVersions: Invalid value: [\"v2\"]: must include at least one of v1, v1beta1")]
    [InlineData("""{"admissionReviewVersions":[]}""", "webhooks[0].admissionReviewVersions: Required value: must specify one of v1, v1beta1")]
    [InlineData("""{"clientConfig":{}}""", "webhooks[0].clientConfig: Required value: exactly one of url or service is required")]
    [InlineData("""{"clientConfig":{"url":"http://h/p"}}""", "webhooks[0].clientConfig.url: Invalid value: \"http\": 'https' is the only allowed URL scheme; desired format: https://host[/path]")]
    [InlineData("""{"clientConfig":{"service":{"name":"s","namespace":"n","path":"px"}}}""", "webhooks[0].clientConfig.service.path: Invalid value: \"px\": must start with a '/'")]
    [InlineData("""{"clientConfig":{"service":{"name":"s","namespace":"n","port":70000}}}""", "webhooks[0].clientConfig.service.port: Invalid value: 70000: port is not valid: must be between 1 and 65535, inclusive")]
    [InlineData("""{"rules":[{"apiGroups":["*","a"],"apiVersions":["v1"],"resources":["x"],"operations":["CREATE"]}]}""", "webhooks[0].rules[0].apiGroups: Invalid value: [\"*\",\"a\"]: if '*' is present, must not specify other API groups")]
    [InlineData("""{"rules":[{"apiGroups":[""],"apiVersions":["v1"],"resources":["x"],"operations":["READ"]}]}""", "webhooks[0].rules[0].operations[0]: Unsupported value: \"READ\": supported values: \"*\", \"CONNECT\", \"CREATE\", \"DELETE\", \"UPDATE\"")]
    [InlineData("""{"rules":[{"apiGroups":[""],"apiVersions":["v1"],"resources":["x/*","x/y"],"operations":["*"]}]}""", "webhooks[0].rules[0].resources[1]: Invalid value: \"x/y\": if 'x/*' is present, must not specify x/y")]
    [InlineData("""{"namespaceSelector":{"matchExpressions":[{"key":"k","operator":"In"}]}}""", "webhooks[0].namespaceSelector.matchExpressions[0].values: Required value: must be specified when `operator` is 'In' or 'NotIn'")]
    [InlineData("""{"reinvocationPolicy":"Often"}""", "webhooks[0].reinvocationPolicy: Unsupported value: \"Often\": supported values: \"IfNeeded\", \"Never\"")]
    public async Task WhatIsWrong_IsToldInKubernetesWords(string change, string error)
    {
        var refused = await Assert.ThrowsAsync<KubeApiException>(() => _engine.CreateAsync(Configuration(change), AdmissionFixture.Mutating));

        Assert.Equal(
            $"MutatingWebhookConfiguration.admissionregistration.k8s.io \"config\" is invalid: {error}",
            refused.Status.Message);
    }

    [Fact]
    public async Task Generation_CountsChangesOfTheWebhooks()
    {
        var created = await _engine.CreateAsync(Configuration("{}"), AdmissionFixture.Mutating);
        var changed = Configuration("""{"failurePolicy":"Ignore"}""");
        changed["metadata"]!["resourceVersion"] = created.Metadata.ResourceVersion;

        var updated = await _engine.Client.UpdateAsync(
            AdmissionFixture.Mutating, changed, Kubernetes.Client.WriteOptions.Default, EngineFixture.Token);

        Assert.Equal(2, updated.Metadata.Generation);
    }

    private static JsonObject Configuration(string change)
    {
        var webhook = (JsonObject)JsonNode.Parse("""
            {"name":"hook.example.com","admissionReviewVersions":["v1"],"sideEffects":"None","clientConfig":{"url":"https://h/p"},
             "rules":[{"apiGroups":[""],"apiVersions":["v1"],"resources":["x"],"operations":["*"]}]}
            """)!;
        foreach (var (field, value) in (JsonObject)JsonNode.Parse(change)!)
        {
            webhook[field] = value?.DeepClone();
        }

        return new JsonObject { ["metadata"] = new JsonObject { ["name"] = "config" }, ["webhooks"] = new JsonArray(webhook) };
    }
}
