using System.Text.Json.Nodes;
using Slipway.Kubeadm.CloudInit;

namespace Slipway.Kubeadm.Tests.CloudInit;

public sealed class JinjaGuardTests
{
    [Theory]
    [InlineData("plain { text } here", "plain { text } here")]
    [InlineData("echo {{ ds.meta_data.local_hostname }}", "echo {{ ds.meta_data.local_hostname }}")]
    [InlineData("{{ v1.region }}", "'{{ v1.region }}'")]
    [InlineData("a: {{ ds['x'] }}", "'a: {{ ds['x'] }}'")]
    [InlineData("{% if v1.region == \"a\" %}\ty{% endif %}", "\"{% if v1.region == \"a\" %}\\ty{% endif %}\"")]
    [InlineData("ends in {", "ends in {")]
    public void Emit_JinjasOwn_StaysAsItIs(string text, string expected) => Assert.Equal($"x: {expected}\n", Emit(text));

    [Theory]
    [InlineData("echo ${#a[@]}", "echo ${{ \"{#\" }}a[@]}")]
    [InlineData("ps --format {{.Id}}", "ps --format {{ \"{{\" }}.Id}}")]
    [InlineData("y {{range .items}}x{{ end }}", "y {{ \"{{\" }}range .items}}x{{ \"{{\" }} end }}")]
    [InlineData("x {{ open", "x {{ \"{{\" }} open")]
    [InlineData("x {%d", "x {{ \"{%\" }}d")]
    [InlineData("{{{ a }}}", "'{{ \"{{\" }}{ a }}}'")]
    [InlineData("a {⟦0⟧", "a {⟦0⟧")]
    public void Emit_WhatIsNot_ComesOutAsItself(string text, string expected) => Assert.Equal($"x: {expected}\n", Emit(text));

    private static string Emit(string text) => JinjaGuard.Emit(new JsonObject { ["x"] = text });
}
