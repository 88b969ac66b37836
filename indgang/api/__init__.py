"""The overview as open data, for everybody: HSDS 3.0 with the endpoints of Open Referral UK."""
