// A fresh screen for every test.
[assembly: FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
