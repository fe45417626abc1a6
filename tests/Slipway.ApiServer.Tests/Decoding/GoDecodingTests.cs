using System.Text;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding.Go;
using Slipway.ApiServer.Registry;

namespace Slipway.ApiServer.Tests.Decoding;

public sealed class GoDecodingTests
{
    [Theory]
    [InlineData("core.v1.ConfigMap", """{"data":{"k":5}}""", "json: cannot unmarshal number into Go struct field ConfigMap.data of type string")]
    [InlineData("core.v1.ConfigMap", """{"data":"s"}""", "json: cannot unmarshal string into Go struct field ConfigMap.data of type map[string]string")]
    [InlineData("core.v1.ConfigMap", """{"immutable":"x"}""", "json: cannot unmarshal string into Go struct field ConfigMap.immutable of type bool")]
    [InlineData("core.v1.ConfigMap", """{"metadata":[]}""", "json: cannot unmarshal array into Go struct field ConfigMap.metadata of type v1.ObjectMeta")]
    [InlineData("core.v1.ConfigMap", """{"metadata":{"finalizers":"a"}}""", "json: cannot unmarshal string into Go struct field ObjectMeta.metadata.finalizers of type []string")]
    [InlineData("core.v1.ConfigMap", """{"metadata":{"labels":{"a":true}}}""", "json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.labels of type string")]
    [InlineData("core.v1.Secret", """{"data":{"a":"***"}}""", "illegal base64 data at input byte 0")]
    [InlineData("core.v1.Secret", """{"data":{"a":"dg=="}}""", null)]
    [InlineData("apps.v1.Deployment", """{"spec":{"replicas":"3"}}""", "json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [InlineData("apps.v1.Deployment", """{"spec":{"replicas":1.5}}""", "json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [InlineData("apps.v1.Deployment", """{"spec":{"template":{"spec":{"containers":[{},{"name":1}]}}}}""", "json: cannot unmarshal number into Go struct field Container.spec.template.spec.containers.name of type string")]
    [InlineData("apps.v1.Deployment", """{"spec":{"template":{"spec":{"containers":{}}}}}""", "json: cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container")]
    [InlineData("apps.v1.Deployment", """{"spec":{"strategy":{"rollingUpdate":{"maxSurge":"25%","maxUnavailable":1}}}}""", null)]
    [InlineData("core.v1.Pod", """{"spec":{"containers":[{"resources":{"limits":{"cpu":1,"memory":"1Gi"}}}]}}""", null)]
    [InlineData("core.v1.Pod", """{"spec":{"containers":[{"resources":{"limits":{"cpu":"1z"}}}]}}""", "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")]
    [InlineData("core.v1.Pod", """{"spec":{"containers":[{"resources":{"limits":{"cpu":"1Em"}}}]}}""", "unable to parse quantity's suffix")]
    [InlineData("coordination.v1.Lease", """{"spec":{"leaseDurationSeconds":99999999999}}""", "json: cannot unmarshal number 99999999999 into Go struct field LeaseSpec.spec.leaseDurationSeconds of type int32")]
    [InlineData("coordination.v1.Lease", """{"spec":{"renewTime":"2026-01-01T00:00:00Z"}}""", "parsing time \"2026-01-01T00:00:00Z\" as \"2006-01-02T15:04:05.000000Z07:00\": cannot parse \"Z\" as \".000000\"")]
    public void FirstError_OfAnObject_IsGos(string definition, string json, string? expected) => Assert.Equal(
        expected,
        GoDecoding.FirstError((JsonObject)JsonNode.Parse(json)!, KubernetesFacts.Shared.Definitions.Find("io.k8s.api." + definition)!));

    // A schema's fields that may hold a schema or something else have no type in the published definitions.
    [Theory]
    [InlineData("""{"items":{"maxLength":[]}}""", "json: cannot unmarshal array into Go struct field JSONSchemaProps.items.maxLength of type int64")]
    [InlineData("""{"items":[{"type":5}]}""", "json: cannot unmarshal number into Go struct field JSONSchemaProps.items.type of type string")]
    [InlineData("""{"items":5}""", null)]
    [InlineData("""{"properties":{"a":{"items":{"properties":{"b":{"type":3}}}}}}""", "json: cannot unmarshal number into Go struct field JSONSchemaProps.properties.items.properties.type of type string")]
    [InlineData("""{"additionalProperties":{"maxLength":"a"}}""", "json: cannot unmarshal string into Go struct field JSONSchemaProps.additionalProperties.maxLength of type int64")]
    [InlineData("""{"additionalProperties":true}""", null)]
    [InlineData("""{"additionalProperties":"x"}""", "boolean or JSON schema expected")]
    [InlineData("""{"dependencies":{"a":["x",5]}}""", "json: cannot unmarshal number into Go struct field JSONSchemaProps.dependencies of type string")]
    [InlineData("""{"dependencies":{"a":{"type":5}}}""", "json: cannot unmarshal number into Go struct field JSONSchemaProps.dependencies.type of type string")]
    [InlineData("""{"default":{"type":5},"enum":[5,{}]}""", null)]
    public void FirstError_OfASchema_IsGos(string json, string? expected) => Assert.Equal(
        expected,
        GoDecoding.FirstError(
            (JsonObject)JsonNode.Parse(json)!,
            KubernetesFacts.Shared.Definitions.Find("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps")!));

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", null)]
    [InlineData("2026-01-01T00:00:00.5+02:00", null)]
    [InlineData("abc", "parsing time \"abc\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"abc\" as \"2006\"")]
    [InlineData("2026-01-01", "parsing time \"2026-01-01\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"T\"")]
    [InlineData("2026-13-01T00:00:00Z", "parsing time \"2026-13-01T00:00:00Z\": month out of range")]
    [InlineData("2026-02-30T00:00:00Z", "parsing time \"2026-02-30T00:00:00Z\": day out of range")]
    [InlineData("2026-01-01T00:00:00Zx", "parsing time \"2026-01-01T00:00:00Zx\": extra text: \"x\"")]
    public void Error_OfATime_IsGos(string text, string? expected) => Assert.Equal(expected, GoTime.Error(text, "2006-01-02T15:04:05Z07:00"));

    [Theory]
    [InlineData("", null)]
    [InlineData("YWJj", null)]
    [InlineData("YW Jj", "illegal base64 data at input byte 2")]
    [InlineData("YWJ", "illegal base64 data at input byte 0")]
    [InlineData("YWJjZ", "illegal base64 data at input byte 4")]
    [InlineData("YQ=", "illegal base64 data at input byte 3")]
    [InlineData("YQ==x", "illegal base64 data at input byte 4")]
    [InlineData("=", "illegal base64 data at input byte 0")]
    public void Error_OfBase64_IsGos(string text, string? expected) => Assert.Equal(expected, GoBase64.Error(text));

    [Theory]
    [InlineData("""{"a":[1,-2.5e3,true,null,"x\u00e9"]}""", null)]
    [InlineData("", "unexpected end of JSON input")]
    [InlineData("{\"a\":", "unexpected end of JSON input")]
    [InlineData("hello", "invalid character 'h' looking for beginning of value")]
    [InlineData("{a:1}", "invalid character 'a' looking for beginning of object key string")]
    [InlineData("{\"a\" 1}", "invalid character '1' after object key")]
    [InlineData("{\"a\":1 \"b\"}", "invalid character '\"' after object key:value pair")]
    [InlineData("[1 2]", "invalid character '2' after array element")]
    [InlineData("[1,]", "invalid character ']' looking for beginning of value")]
    [InlineData("{}x", "invalid character 'x' after top-level value")]
    [InlineData("trux", "invalid character 'x' in literal true (expecting 'e')")]
    [InlineData("[1.x]", "invalid character 'x' after decimal point in numeric literal")]
    [InlineData("\"\\q\"", "invalid character 'q' in string escape code")]
    [InlineData("\"a\nb\"", "invalid character '\\n' in string literal")]
    public void Error_OfAText_IsGos(string text, string? expected) => Assert.Equal(expected, GoJson.Error(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Error_OfDeepNesting_Ends() => Assert.Equal("exceeded max depth", GoJson.Error(Encoding.UTF8.GetBytes(new string('[', 1_000_000))));
}
